resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "orders" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "prod"

  dynamic "access_log_settings" {
    for_each = var.groups
    content {
      destination_arn = access_log_settings.value
      format          = "$context.requestId"
    }
  }
}

variable "groups" {
  type = list(string)
}
