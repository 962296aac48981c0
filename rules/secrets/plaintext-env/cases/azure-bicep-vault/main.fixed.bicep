param location string = resourceGroup().location

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'orders-${uniqueString(resourceGroup().id)}'
  location: location
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    httpsOnly: true
  }

  resource settings 'config@2024-04-01' = {
    name: 'appsettings'
    properties: {
      STAGE: 'prod'
      // Of the old database.
      DB_PASSWORD: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=db-password)'
      //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `app` a secret as plain text. Keep it in Key Vault
      API_TOKEN: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=api-token)'
    }
  }
}
