resource "aws_ssm_parameter" "db" {
  name  = "/orders/db-password"
  type  = "SecureString"
  value = var.password
}

variable "password" {
  type = string
}
