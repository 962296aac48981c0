param location string = resourceGroup().location

var signingKey = 'copper-Heron7-Sundial-loft'

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'STAGE', value: 'prod' }
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(VaultName=my-vault;SecretName=db-password)' }
        //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `app` a secret as plain text. Keep it in Key Vault
        {
          name: 'SIGNING_KEY'
          value: signingKey
          //     ^^^^^^^^^^ it comes from variable signingKey
        }
      ]
    }
  }
}
