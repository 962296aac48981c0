variable "hidden" {
  type = bool
}

variable "payment_token" {
  type      = string
  sensitive = var.hidden
}
