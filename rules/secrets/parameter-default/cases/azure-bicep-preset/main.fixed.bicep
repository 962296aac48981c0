@secure()
param dbPassword string
//                        ^^^^^^^^^^^^^^^^^^^^^^^ Parameter `dbPassword` has a default, so the secret stands in the template and is used by

param apiToken string
//    ^^^^^^^^ Parameter `apiToken` is not hidden, so whoever may look at the deployment reads it there

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2' }
  }
}
