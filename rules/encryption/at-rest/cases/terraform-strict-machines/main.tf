resource "aws_launch_configuration" "worker" {
  image_id      = "ami-0a1b2c3d"
  instance_type = "t4g.micro"

  root_block_device {
  # <----------------- A volume of `aws_launch_configuration.worker` does not say that it is encrypted.
    volume_size = 20
  }

  ebs_block_device {
    device_name = "/dev/xvdb"
    encrypted   = true
  }

  ebs_block_device {
    device_name = "/dev/xvdc"
    encrypted   = false
    #             ^^^^^ A volume of `aws_launch_configuration.worker` stores data unencrypted.
  }
}

data "aws_kms_key" "database" {
  key_id = "alias/aws/rds"
}

resource "aws_docdb_cluster" "orders" {
  master_username   = "orders"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_key.database.arn
  #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Database `aws_docdb_cluster.orders` is not encrypted with a key of your own.
}
