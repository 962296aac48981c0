resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "orders" {
#                                 ^^^^^^^^ API stage `aws_apigatewayv2_stage.orders` keeps no access log, so nobody can tell who called what. Send logs
  api_id = aws_apigatewayv2_api.orders.id
  name   = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.orders_access_log.arn
    format = jsonencode({
      requestId = "$context.requestId"
      ip        = "$context.identity.sourceIp"
      time      = "$context.requestTime"
      route     = "$context.routeKey"
      status    = "$context.status"
    })
  }
}

resource "aws_cloudwatch_log_group" "orders_access_log" {
  name_prefix       = "orders-access-log-"
  retention_in_days = 90
}
