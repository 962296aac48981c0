resource "aws_api_gateway_rest_api" "orders" {
#                                   ^^^^^^^^ No authorizer is declared for API `aws_api_gateway_rest_api.orders`
  name = "orders"
}

resource "aws_api_gateway_rest_api" "guarded" {
  name = "guarded"
}

resource "aws_api_gateway_authorizer" "pool" {
  name          = "pool"
  type          = "COGNITO_USER_POOLS"
  rest_api_id   = aws_api_gateway_rest_api.guarded.id
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Orders"]
}
