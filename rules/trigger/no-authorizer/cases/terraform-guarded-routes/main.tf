variable "authorization" {
  type = string
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.orders.invoke_arn
}

resource "aws_apigatewayv2_authorizer" "people" {
  api_id           = aws_apigatewayv2_api.shop.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = "people"

  jwt_configuration {
    audience = ["shop"]
    issuer   = "https://login.example.com"
  }
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.people.id
}

resource "aws_apigatewayv2_route" "health" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /health"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_route" "carts" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /carts"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = var.authorization
}
