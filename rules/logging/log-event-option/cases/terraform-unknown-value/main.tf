resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"

  environment {
    variables = {
      POWERTOOLS_LOGGER_LOG_EVENT = var.logged
    }
  }
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_stage" "orders" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "live"

  default_route_settings {
    data_trace_enabled = var.traced
    logging_level      = "INFO"
  }
}

variable "logged" {
  type = string
}

variable "traced" {
  type = bool
}
