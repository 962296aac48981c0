provider "aws" {
  region  = "eu-west-1"
  profile = "orders"
}

resource "random_password" "orders" {
  length = 32
}

resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  username                    = "orders"
  manage_master_user_password = true
}

resource "aws_rds_cluster" "orders" {
  engine          = "aurora-postgresql"
  master_username = "orders"
  master_password = random_password.orders.result
}

resource "aws_codebuild_project" "orders" {
  name           = "orders"
  service_role   = "arn:aws:iam::123456789012:role/build"
  encryption_key = "alias/orders-build"
}
