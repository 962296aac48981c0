variable "stage" {
  type    = string
  default = "dev"
}

variable "database_host" {
  type        = string
  description = "Host name of the reporting database"
}

variable "database_password" {
  type        = string
  description = "Password of the reporting database"
  default     = "meadow-Tin4-kettle-Ravine"
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets from which the reporting database can be reached"
}

variable "database_client_security_group" {
  type        = string
  description = "Security group that the reporting database lets in"
}

variable "partner_key_secret_arn" {
  type        = string
  description = "ARN of the secret that holds the key for our partners' systems"
}
