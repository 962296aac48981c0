data "aws_kms_alias" "secrets" {
  name = "alias/aws/secretsmanager"
}

data "aws_kms_key" "topics" {
  key_id = "alias/aws/sns"
}

data "aws_kms_alias" "own" {
  name = "alias/orders"
}

resource "aws_secretsmanager_secret" "db" {
  name       = "orders/db"
  kms_key_id = data.aws_kms_alias.secrets.target_key_arn
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret `aws_secretsmanager_secret.db` is not encrypted with a key of your own.
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = data.aws_kms_key.topics.arn
  #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Topic `aws_sns_topic.orders` is encrypted with a key whose policy nobody can change.
}

resource "aws_secretsmanager_secret" "partner" {
  name       = "orders/partner"
  kms_key_id = data.aws_kms_alias.own.target_key_arn
}
