resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'orders'
}

// The platform resolves the reference when the app starts; the setting shows the reference alone.
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=https://orders.vault.azure.net/secrets/db-password/)' }
      ]
    }
  }
}
