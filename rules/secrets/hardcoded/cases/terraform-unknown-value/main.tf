variable "password" {
  type      = string
  sensitive = true
}

data "aws_secretsmanager_secret_version" "partner" {
  secret_id = "orders/partner"
}

resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  username       = "orders"
  password       = var.password
}

provider "postgresql" {
  password = data.aws_secretsmanager_secret_version.partner.secret_string
}
