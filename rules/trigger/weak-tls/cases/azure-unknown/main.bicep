param location string = resourceGroup().location

param onlyHttps bool
param minimum string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: onlyHttps
    siteConfig: {
      minTlsVersion: minimum
    }
  }
}
