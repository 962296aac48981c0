resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_lambda_permission" "every_route" {
  function_name = "create"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/*/*"
  #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Permission `aws_lambda_permission.every_route` lets every route of its API invoke the function
}

resource "aws_lambda_permission" "one_route" {
  function_name = "create"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/*/POST/orders"
}
