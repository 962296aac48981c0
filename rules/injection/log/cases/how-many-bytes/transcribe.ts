// A number of bytes is no text.
import { app, type HttpRequest, type InvocationContext } from '@azure/functions';

app.http('transcribe', {
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: async (request: HttpRequest, context: InvocationContext) => {
    const sound = await request.arrayBuffer();
    context.log(`heard ${sound.byteLength} bytes`);
    const text = request.query.get('words');
    context.log(`heard ${text}`);
    //          ^^^^^^^^^^^^^^^ is written into a line of the log
    return { status: 204 };
  },
});
