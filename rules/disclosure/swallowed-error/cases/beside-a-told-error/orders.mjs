export async function charge(id) {
  return { id };
}

export async function send(id) {
  return { id };
}

export async function markFailed(id) {
  return { id };
}

export async function markLate(id) {
  return { id };
}
