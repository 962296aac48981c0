resource "aws_ssm_parameter" "db" {
  name  = "/orders/db-password"
  type  = "${var.type}"
  value = var.password
}

variable "type" {
  type = string
}

variable "password" {
  type = string
}
