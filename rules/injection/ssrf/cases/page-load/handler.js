const chromium = require('@sparticuz/chromium');
const puppeteer = require('puppeteer-core');

exports.handler = async (event) => {
  const browser = await puppeteer.launch({ executablePath: await chromium.executablePath() });
  const page = await browser.newPage();
  await page.goto(event.queryStringParameters.url);
  //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.url` (the trigger is assumed: no template names this handler) chooses what a browser on the server loads
  const picture = await page.screenshot({ encoding: 'base64' });
  return { statusCode: 200, body: picture, isBase64Encoded: true };
};
