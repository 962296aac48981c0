param name string
param httpsOnly bool
param tls string
param settings array

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  kind: 'functionapp,linux'
  location: resourceGroup().location
  properties: {
    httpsOnly: httpsOnly
    siteConfig: {
      minTlsVersion: tls
//                   ^^^ Function app `app` accepts TLS 1.0
      appSettings: concat(settings, [
        { name: 'NAME', value: name }
      ])
    }
  }
}
