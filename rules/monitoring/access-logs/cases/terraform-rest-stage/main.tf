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
}

output "url" {
  value = aws_api_gateway_stage.live.invoke_url
}
