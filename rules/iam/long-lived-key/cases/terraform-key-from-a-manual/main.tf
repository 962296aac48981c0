resource "aws_lambda_function" "import" {
  function_name = "import"
  role          = "arn:aws:iam::123456789012:role/import"
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  filename      = "import.zip"
  environment {
    variables = {
      access_key = "AKIAEXAMPLE000000000"
#                  ^^^^^^^^^^^^^^^^^^^^^^ `access_key` gives `import` the access key of a user
      secret_key = "exampleexampleexampleexampleexampleexamp"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `secret_key` gives `import` the access key of a user
    }
  }
}

resource "aws_lambda_function" "sign" {
  function_name = "sign"
  role          = "arn:aws:iam::123456789012:role/sign"
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  filename      = "sign.zip"
  environment {
    variables = {
      # Beside no key's id it is another secret, and a stand-in for it.
      secret_key = "exampleexampleexampleexampleexampleexamp"
    }
  }
}
