provider "aws" {
  region     = "eu-west-1"
  access_key = "{{aws-key-id......}}"
  #            ^^^^^^^^^^^^^^^^^^^^^^ An AWS access key stands in `access_key` of `provider.aws`
  secret_key = "meadowTin4kettleRavineBrook7lantern"
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A secret stands in `secret_key` of `provider.aws`
}

locals {
  password = "meadow-Tin4-kettle"
}

resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  username       = "orders"
  password       = local.password
  #                ^^^^^^^^^^^^^^ A password stands in `MasterUserPassword` of `aws_db_instance.orders`
}

resource "aws_rds_cluster" "orders" {
  engine          = "aurora-postgresql"
  master_username = "orders"
  master_password = "bar"
  #                 ^^^^^ A password stands in `MasterUserPassword` of `aws_rds_cluster.orders`
}

resource "postgresql_role" "reader" {
  name     = "reader"
  password = "meadow-Tin4-kettle"
  #          ^^^^^^^^^^^^^^^^^^^^ A password stands in `password` of `postgresql_role.reader`
}
