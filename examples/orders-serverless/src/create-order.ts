export { handler } from '../../orders/src/handlers/create-order';
