variable "database_password" {
  type      = string
  sensitive = true
}

variable "token_ttl" {
  type    = number
  default = 3600
}

variable "database_password_arn" {
  type    = string
  default = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database"
}
