variable "origin" {
  type = string
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://shop.example.com", var.origin]
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.orders.invoke_arn
}
