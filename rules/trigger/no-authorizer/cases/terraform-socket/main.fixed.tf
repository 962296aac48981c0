resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_route" "connect" {
  #                               ^^^^^^^^^ Anybody may call `WebSocket $connect` (`join`)
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = "$connect"
  target    = "integrations/${aws_apigatewayv2_integration.join.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "guarded" {
  api_id             = aws_apigatewayv2_api.guarded.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.join.id}"
}

resource "aws_apigatewayv2_api" "guarded" {
  name          = "guarded"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_integration" "join" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.join.invoke_arn
}

resource "aws_lambda_function" "join" {
  function_name = "join"
  handler       = "join.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::111122223333:role/join"
  filename      = "join.zip"
}
