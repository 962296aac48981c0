resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
}

resource "aws_api_gateway_stage" "live" {
#                                ^^^^^^ API stage `aws_api_gateway_stage.live` keeps no access log
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "live" # the only one

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.live_access_log.arn
    format = jsonencode({
      requestId = "$context.requestId"
      ip        = "$context.identity.sourceIp"
      time      = "$context.requestTime"
      method    = "$context.httpMethod"
      path      = "$context.resourcePath"
      status    = "$context.status"
      length    = "$context.responseLength"
    })
  }
}

resource "aws_cloudwatch_log_group" "live_access_log" {
  name_prefix       = "live-access-log-"
  retention_in_days = 90
}

output "url" {
  value = aws_api_gateway_stage.live.invoke_url
}
