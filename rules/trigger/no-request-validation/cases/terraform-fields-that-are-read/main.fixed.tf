resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_request_validator" "orders_body_validator" {
  name                  = "orders-body-validator"
  rest_api_id           = aws_api_gateway_rest_api.orders.id
  validate_request_body = true
}

# One method for all.
resource "aws_api_gateway_method" "create" {
#                                 ^^^^^^^^ passes every body on to `POST /`
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_rest_api.orders.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
  request_validator_id = aws_api_gateway_request_validator.orders_body_validator.id
  request_models = {
    "application/json" = aws_api_gateway_model.create_body.name
  }
}

resource "aws_api_gateway_model" "create_body" {
  name         = "CreateBody"
  rest_api_id  = aws_api_gateway_rest_api.orders.id
  content_type = "application/json"
  schema = jsonencode({
    type     = "object"
    required = ["sku", "count", "lines"]
    properties = {
      sku = {
        type = "string"
      }
      count = {
        type = "number"
      }
      note = {
        type = "string"
      }
      lines = {
        type = "array"
        items = {
          type     = "object"
          required = ["sku"]
          properties = {
            sku = {
              type = "string"
            }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_integration" "create" {
  rest_api_id             = aws_api_gateway_rest_api.orders.id
  resource_id             = aws_api_gateway_rest_api.orders.root_resource_id
  http_method             = aws_api_gateway_method.create.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.orders.invoke_arn
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "src/create.handler"
  runtime       = "nodejs24.x"
  role          = "arn:aws:iam::123456789012:role/orders"
}
