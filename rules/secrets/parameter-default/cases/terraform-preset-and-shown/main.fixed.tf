variable "database_password" {
  type      = string
  sensitive = true
#             ^^^^^^^^^^^^^^^^^^^^^^^ Parameter `database_password` has a default
}

variable "payment_token" {
#        ^^^^^^^^^^^^^^^ Parameter `payment_token` is not hidden
  type = string
}
