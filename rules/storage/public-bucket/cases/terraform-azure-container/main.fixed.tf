resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = true
  #                                 ^^^^ lets its containers be opened to anybody
}

resource "azurerm_storage_container" "files" {
  name                  = "files"
  storage_account_id    = azurerm_storage_account.orders.id
  container_access_type = "private"
  #                       ^^^^^^ `blob` lets anybody on the internet read every blob
}

resource "azurerm_storage_container" "own" {
  name                  = "own"
  storage_account_id    = azurerm_storage_account.orders.id
  container_access_type = "private"
}
