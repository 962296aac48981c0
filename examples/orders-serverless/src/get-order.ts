export { handler } from '../../orders/src/handlers/get-order';
