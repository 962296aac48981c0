resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "orders" {
#                                 ^^^^^^^^ API stage `aws_apigatewayv2_stage.orders` keeps no access log, so nobody can tell who called what. Send logs
  api_id = aws_apigatewayv2_api.orders.id
  name   = "prod"
}
