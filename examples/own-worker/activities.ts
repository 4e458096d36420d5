// Your activities, as before.
export async function updateOrder(id: string, note: string): Promise<string> {
  return Promise.resolve(`order ${id}: ${note}`);
}
