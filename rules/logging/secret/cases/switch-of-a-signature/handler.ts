export const handler = async (event: { RequestType: string; ResourceProperties: { EnableSignature: string; RequireToken: string } }) => {
  console.log(`signatures: ${event.ResourceProperties.EnableSignature}, tokens: ${event.ResourceProperties.RequireToken}`);
};
