export const handler = async ({ formula }) => eval(formula);
//                              ^^^^^^^ 4: comes from the event
//                                                 ^^^^^^^ 5: runs as code
//                                                 ^^^^^^^ `event.formula` (anyone can send it: the URL of form, its AuthType is NONE, and `form` hands `event.queryStringParameters.formula` to function `calculator`)
