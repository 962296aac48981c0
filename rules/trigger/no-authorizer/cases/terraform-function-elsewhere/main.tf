resource "aws_api_gateway_method" "create" {
  rest_api_id   = var.api
  resource_id   = var.resource
  http_method   = "POST"
  authorization = "NONE"
#                 ^^^^^^ Anybody may call `aws_api_gateway_method.create` (POST): it asks
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = var.api
  resource_id   = var.resource
  http_method   = "GET"
  authorization = "AWS_IAM"
}

variable "api" {
  type = string
}

variable "resource" {
  type = string
}
