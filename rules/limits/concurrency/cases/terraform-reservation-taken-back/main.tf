resource "aws_lambda_function" "import" {
#                              ^^^^^^^^ Nothing bounds how often `import` may run at a time
  function_name                  = "import"
  role                           = "arn:aws:iam::123456789012:role/import"
  handler                        = "index.handler"
  runtime                        = "nodejs24.x"
  filename                       = "import.zip"
  reserved_concurrent_executions = -1
}
