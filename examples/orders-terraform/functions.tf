# The code is bundled into ../orders/dist by `npm run build`; each function gets one file of it.

locals {
  common_environment = {
    STAGE                       = var.stage
    NODE_OPTIONS                = "--enable-source-maps"
    POWERTOOLS_LOGGER_LOG_EVENT = "true"
  }

  store_environment = {
    ORDERS_TABLE         = aws_dynamodb_table.orders.name
    FULFILMENT_QUEUE_URL = aws_sqs_queue.fulfilment.url
  }

  database_environment = {
    DB_HOST     = var.database_host
    DB_PASSWORD = var.database_password
  }
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_lambda_layer_version" "assets" {
  layer_name               = "orders-assets"
  description              = "The label program and the styles of receipts"
  filename                 = data.archive_file.assets.output_path
  source_code_hash         = data.archive_file.assets.output_base64sha256
  compatible_runtimes      = ["nodejs24.x"]
  compatible_architectures = ["arm64"]
}

data "archive_file" "assets" {
  type        = "zip"
  source_dir  = "${path.module}/../orders/assets"
  output_path = "${path.module}/build/assets.zip"
}

# --- Authorizer

data "archive_file" "authorizer" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/authorizer.js"
  output_path = "${path.module}/build/authorizer.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name    = "orders-authorizer"
  filename         = data.archive_file.authorizer.output_path
  source_code_hash = data.archive_file.authorizer.output_base64sha256
  handler          = "authorizer.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256
  role             = aws_iam_role.authorizer.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, {
      SIGNING_KEY = "copper-Heron7-Sundial-loft"
    })
  }
}

resource "aws_iam_role" "authorizer" {
  name               = "orders-authorizer"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "authorizer_execution" {
  role       = aws_iam_role.authorizer.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

# --- Create order

data "archive_file" "create_order" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/create-order.js"
  output_path = "${path.module}/build/create-order.zip"
}

resource "aws_lambda_function" "create_order" {
  function_name    = "orders-create-order"
  filename         = data.archive_file.create_order.output_path
  source_code_hash = data.archive_file.create_order.output_base64sha256
  handler          = "create-order.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256
  role             = aws_iam_role.create_order.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, local.store_environment)
  }
}

resource "aws_iam_role" "create_order" {
  name               = "orders-create-order"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "create_order_execution" {
  role       = aws_iam_role.create_order.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

data "aws_iam_policy_document" "create_order" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "create_order" {
  name   = "work"
  role   = aws_iam_role.create_order.id
  policy = data.aws_iam_policy_document.create_order.json
}

# --- Get order

data "archive_file" "get_order" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/get-order.js"
  output_path = "${path.module}/build/get-order.zip"
}

resource "aws_lambda_function" "get_order" {
  function_name    = "orders-get-order"
  filename         = data.archive_file.get_order.output_path
  source_code_hash = data.archive_file.get_order.output_base64sha256
  handler          = "get-order.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256
  role             = aws_iam_role.get_order.arn
  layers           = [aws_lambda_layer_version.assets.arn]

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, {
      ORDERS_TABLE = aws_dynamodb_table.orders.name
    })
  }
}

resource "aws_iam_role" "get_order" {
  name               = "orders-get-order"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "get_order_execution" {
  role       = aws_iam_role.get_order.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

data "aws_iam_policy_document" "get_order" {
  statement {
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }
}

resource "aws_iam_role_policy" "get_order" {
  name   = "work"
  role   = aws_iam_role.get_order.id
  policy = data.aws_iam_policy_document.get_order.json
}

# --- Search orders

data "archive_file" "search_orders" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/search-orders.js"
  output_path = "${path.module}/build/search-orders.zip"
}

resource "aws_lambda_function" "search_orders" {
  function_name    = "orders-search-orders"
  filename         = data.archive_file.search_orders.output_path
  source_code_hash = data.archive_file.search_orders.output_base64sha256
  handler          = "search-orders.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256
  role             = aws_iam_role.search_orders.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [var.database_client_security_group]
  }

  environment {
    variables = merge(local.common_environment, local.database_environment)
  }
}

resource "aws_iam_role" "search_orders" {
  name               = "orders-search-orders"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "search_orders_execution" {
  role       = aws_iam_role.search_orders.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

# --- Fulfil order

data "archive_file" "fulfil_order" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/fulfil-order.js"
  output_path = "${path.module}/build/fulfil-order.zip"
}

resource "aws_lambda_function" "fulfil_order" {
  function_name    = "orders-fulfil-order"
  filename         = data.archive_file.fulfil_order.output_path
  source_code_hash = data.archive_file.fulfil_order.output_base64sha256
  handler          = "fulfil-order.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256
  role             = aws_iam_role.fulfil_order.arn
  layers           = [aws_lambda_layer_version.assets.arn]

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, {
      LABEL_BUCKET = aws_s3_bucket.labels.bucket
    })
  }
}

resource "aws_iam_role" "fulfil_order" {
  name               = "orders-fulfil-order"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "fulfil_order_execution" {
  role       = aws_iam_role.fulfil_order.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
}

data "aws_iam_policy_document" "fulfil_order" {
  statement {
    actions   = ["s3:*"]
    resources = ["${aws_s3_bucket.labels.arn}/*"]
  }
}

resource "aws_iam_role_policy" "fulfil_order" {
  name   = "work"
  role   = aws_iam_role.fulfil_order.id
  policy = data.aws_iam_policy_document.fulfil_order.json
}

resource "aws_lambda_event_source_mapping" "fulfil_order" {
  function_name    = aws_lambda_function.fulfil_order.arn
  event_source_arn = aws_sqs_queue.fulfilment.arn
  batch_size       = 10
}

# --- Import orders

data "archive_file" "import_orders" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/import-orders.js"
  output_path = "${path.module}/build/import-orders.zip"
}

resource "aws_lambda_function" "import_orders" {
  function_name    = "orders-import-orders"
  filename         = data.archive_file.import_orders.output_path
  source_code_hash = data.archive_file.import_orders.output_base64sha256
  handler          = "import-orders.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 60
  memory_size      = 256
  role             = aws_iam_role.import_orders.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, local.store_environment)
  }
}

resource "aws_iam_role" "import_orders" {
  name               = "orders-import-orders"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "import_orders_execution" {
  role       = aws_iam_role.import_orders.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "import_orders_buckets" {
  role       = aws_iam_role.import_orders.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}

data "aws_iam_policy_document" "import_orders" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.fulfilment.arn]
  }
}

resource "aws_iam_role_policy" "import_orders" {
  name   = "work"
  role   = aws_iam_role.import_orders.id
  policy = data.aws_iam_policy_document.import_orders.json
}

resource "aws_lambda_permission" "import_orders" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.import_orders.function_name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.uploads.arn
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket     = aws_s3_bucket.uploads.id
  depends_on = [aws_lambda_permission.import_orders]

  lambda_function {
    lambda_function_arn = aws_lambda_function.import_orders.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".yaml"
  }
}

# --- Notify partners

data "archive_file" "notify_partners" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/notify-partners.js"
  output_path = "${path.module}/build/notify-partners.zip"
}

resource "aws_lambda_function" "notify_partners" {
  function_name    = "orders-notify-partners"
  filename         = data.archive_file.notify_partners.output_path
  source_code_hash = data.archive_file.notify_partners.output_base64sha256
  handler          = "notify-partners.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256
  role             = aws_iam_role.notify_partners.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, {
      PARTNER_KEY_SECRET = var.partner_key_secret_arn
    })
  }
}

resource "aws_iam_role" "notify_partners" {
  name               = "orders-notify-partners"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "notify_partners_execution" {
  role       = aws_iam_role.notify_partners.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole"
}

data "aws_iam_policy_document" "notify_partners" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [var.partner_key_secret_arn]
  }
}

resource "aws_iam_role_policy" "notify_partners" {
  name   = "work"
  role   = aws_iam_role.notify_partners.id
  policy = data.aws_iam_policy_document.notify_partners.json
}

resource "aws_lambda_event_source_mapping" "notify_partners" {
  function_name          = aws_lambda_function.notify_partners.arn
  event_source_arn       = aws_dynamodb_table.orders.stream_arn
  starting_position      = "LATEST"
  batch_size             = 25
  maximum_retry_attempts = 3
}

# --- Daily report

data "archive_file" "daily_report" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/daily-report.js"
  output_path = "${path.module}/build/daily-report.zip"
}

resource "aws_lambda_function" "daily_report" {
  function_name    = "orders-daily-report"
  filename         = data.archive_file.daily_report.output_path
  source_code_hash = data.archive_file.daily_report.output_base64sha256
  handler          = "daily-report.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 60
  memory_size      = 256
  role             = aws_iam_role.daily_report.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [var.database_client_security_group]
  }

  environment {
    variables = merge(local.common_environment, local.database_environment, {
      REPORT_BUCKET = aws_s3_bucket.reports.bucket
    })
  }
}

resource "aws_iam_role" "daily_report" {
  name               = "orders-daily-report"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "daily_report_execution" {
  role       = aws_iam_role.daily_report.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "daily_report_everything" {
  role       = aws_iam_role.daily_report.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_cloudwatch_event_rule" "morning" {
  name                = "orders-morning"
  schedule_expression = "cron(0 5 * * ? *)"
}

resource "aws_cloudwatch_event_target" "daily_report" {
  rule = aws_cloudwatch_event_rule.morning.name
  arn  = aws_lambda_function.daily_report.arn
}

resource "aws_lambda_permission" "daily_report" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.daily_report.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.morning.arn
}

# --- Partner webhook

data "archive_file" "partner_webhook" {
  type        = "zip"
  source_file = "${path.module}/../orders/dist/handlers/partner-webhook.js"
  output_path = "${path.module}/build/partner-webhook.zip"
}

resource "aws_lambda_function" "partner_webhook" {
  function_name    = "orders-partner-webhook"
  filename         = data.archive_file.partner_webhook.output_path
  source_code_hash = data.archive_file.partner_webhook.output_base64sha256
  handler          = "partner-webhook.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256
  role             = aws_iam_role.partner_webhook.arn

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }

  environment {
    variables = merge(local.common_environment, local.store_environment)
  }
}

resource "aws_iam_role" "partner_webhook" {
  name               = "orders-partner-webhook"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "partner_webhook_execution" {
  role       = aws_iam_role.partner_webhook.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

data "aws_iam_policy_document" "partner_webhook" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.fulfilment.arn]
  }
}

resource "aws_iam_role_policy" "partner_webhook" {
  name   = "work"
  role   = aws_iam_role.partner_webhook.id
  policy = data.aws_iam_policy_document.partner_webhook.json
}

resource "aws_lambda_function_url" "partner_webhook" {
  function_name      = aws_lambda_function.partner_webhook.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "partner_webhook_url" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.partner_webhook.function_name
  function_url_auth_type = "NONE"
  principal              = "*"
}

resource "aws_lambda_permission" "partner_webhook_invoke" {
  action                   = "lambda:InvokeFunction"
  function_name            = aws_lambda_function.partner_webhook.function_name
  invoked_via_function_url = true
  principal                = "*"
}
