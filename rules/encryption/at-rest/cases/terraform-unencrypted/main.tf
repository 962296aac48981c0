resource "aws_sns_topic" "orders" {
#                        ^^^^^^^^ Topic `aws_sns_topic.orders` stores messages unencrypted until they
  name = "orders"
}

resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  shard_count     = 1
  encryption_type = "NONE"
#                   ^^^^^^ Stream `aws_kinesis_stream.orders` stores records unencrypted.
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  storage_encrypted = false
#                     ^^^^^ Database `aws_db_instance.orders` stores data unencrypted.
}

resource "aws_efs_file_system" "orders" {
#                              ^^^^^^^^ File system `aws_efs_file_system.orders` stores data unencrypted.
  creation_token = "orders"
}

resource "aws_kinesis_firehose_delivery_stream" "orders" {
#                                               ^^^^^^^^ Delivery stream `aws_kinesis_firehose_delivery_stream.orders` stores records unencrypted until
  name        = "orders"
  destination = "extended_s3"
}

resource "aws_ebs_volume" "orders" {
#                         ^^^^^^^^ Volume `aws_ebs_volume.orders` stores data unencrypted.
  availability_zone = "eu-west-1a"
  size              = 10
}

resource "aws_elasticache_replication_group" "orders" {
#                                            ^^^^^^^^ Cache `aws_elasticache_replication_group.orders` stores data unencrypted.
  replication_group_id = "orders"
  description          = "orders"
}

resource "aws_kinesis_firehose_delivery_stream" "prices" {
  name        = "prices"
  destination = "extended_s3"

  server_side_encryption {
# ^^^^^^^^^^^^^^^^^^^^^^^^ Delivery stream `aws_kinesis_firehose_delivery_stream.prices` stores records unencrypted until
    key_type = "AWS_OWNED_CMK"
  }
}
