export { handler } from '../../orders/src/handlers/notify-partners';
