variable "log_event" {
  type = string
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"

  environment {
    variables = {
      POWERTOOLS_LOGGER_LOG_EVENT = var.log_event
    }
  }
}

resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })

  logging_configuration {
    include_execution_data = false
    level                  = "ERROR"
  }
}
