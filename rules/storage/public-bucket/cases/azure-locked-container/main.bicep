resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'orders'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
  }
}

resource files 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  name: '${account.name}/default/files'
  properties: {
    publicAccess: 'Blob'
    //            ^^^^^^ But for its account's lock, `Blob` would let anybody
  }
}
