resource "aws_api_gateway_stage" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "prices" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.orders.stage_name
  method_path = "prices/GET"

  settings {
  # <---------- The cache of API stage `aws_api_gateway_stage.orders` stores answers unencrypted.
    caching_enabled = true
  }
}

resource "aws_api_gateway_method_settings" "stock" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.orders.stage_name
  method_path = "stock/GET"

  settings {
    caching_enabled      = true
    cache_data_encrypted = true
  }
}

resource "aws_kinesis_stream" "orders" {
#                             ^^^^^^^^ Stream `aws_kinesis_stream.orders` asks for encryption and names no key.
  name            = "orders"
  shard_count     = 1
  encryption_type = "KMS"
}

resource "aws_kinesis_firehose_delivery_stream" "orders" {
  name        = "orders"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWN"
    #          ^^^^^^^^^ Delivery stream `aws_kinesis_firehose_delivery_stream.orders` asks for a kind of key that there is not.
  }
}

resource "aws_kinesis_firehose_delivery_stream" "prices" {
  name        = "prices"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }
}
