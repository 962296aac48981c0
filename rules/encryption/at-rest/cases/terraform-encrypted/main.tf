resource "aws_kms_key" "orders" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "orders" {
  kms_master_key_id = aws_kms_key.orders.id
}

resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.orders.id
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  storage_encrypted = true
}

resource "aws_efs_file_system" "orders" {
  encrypted = true
}

resource "aws_kinesis_firehose_delivery_stream" "orders" {
  name        = "orders"
  destination = "extended_s3"
  server_side_encryption {
    enabled = true
  }
}

resource "aws_kinesis_firehose_delivery_stream" "copies" {
  name        = "copies"
  destination = "extended_s3"
  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.orders.arn
    role_arn           = "arn:aws:iam::123456789012:role/copies"
  }
}

resource "aws_s3_bucket" "orders" {
  bucket = "example-orders"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
