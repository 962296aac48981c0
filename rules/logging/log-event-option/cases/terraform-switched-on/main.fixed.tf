resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"

  environment {
    variables = {
      POWERTOOLS_LOGGER_LOG_EVENT = "false"
#                                   ^^^^^^ `POWERTOOLS_LOGGER_LOG_EVENT` in `orders` writes every event to the log
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
    data_trace_enabled = true
#                        ^^^^ `DataTraceEnabled` for `aws_apigatewayv2_stage.orders` writes every request and answer to the log
    logging_level      = "INFO"
  }
}
