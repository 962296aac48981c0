variable "encrypted" {
  type = bool
}

variable "key" {
  type = string
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  storage_encrypted = var.encrypted
}

resource "aws_sns_topic" "orders" {
  kms_master_key_id = var.key
}
