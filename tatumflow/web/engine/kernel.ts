// The one product that costs time, in AssemblyScript with SIMD. kernel.wasm is made of it:
//   npm install assemblyscript@0.28
//   npx asc kernel.ts --outFile kernel.wasm -O3 --noAssert --runtime stub --importMemory --enable simd

@inline
function sum(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1))
    + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

@inline
function madd(total: v128, a: v128, b: v128): v128 {
  return f32x4.add(total, f32x4.mul(a, b));
}

// out[b, r] = matrix[r] . x[b] in single precision. All places and strides are in bytes; a row of
// the matrix and of x holds `width` bytes, a multiple of 16.
export function multiply(matrix: usize, stride: usize, rows: i32, width: usize,
                         x: usize, xStride: usize, out: usize, outStride: usize, count: i32): void {
  let row: i32 = 0;
  for (; row + 4 <= rows; row += 4) {
    const w0 = matrix + <usize>row * stride, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const place = out + ((<usize>row) << 2);
    let b: i32 = 0;
    for (; b + 2 <= count; b += 2) {
      const xa = x + <usize>b * xStride, xb = xa + xStride;
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
      let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
      for (let i: usize = 0; i < width; i += 16) {
        const va = v128.load(xa + i), vb = v128.load(xb + i);
        let w = v128.load(w0 + i);
        a0 = madd(a0, w, va); b0 = madd(b0, w, vb);
        w = v128.load(w1 + i);
        a1 = madd(a1, w, va); b1 = madd(b1, w, vb);
        w = v128.load(w2 + i);
        a2 = madd(a2, w, va); b2 = madd(b2, w, vb);
        w = v128.load(w3 + i);
        a3 = madd(a3, w, va); b3 = madd(b3, w, vb);
      }
      const pa = place + <usize>b * outStride, pb = pa + outStride;
      f32.store(pa, sum(a0)); f32.store(pa + 4, sum(a1));
      f32.store(pa + 8, sum(a2)); f32.store(pa + 12, sum(a3));
      f32.store(pb, sum(b0)); f32.store(pb + 4, sum(b1));
      f32.store(pb + 8, sum(b2)); f32.store(pb + 12, sum(b3));
    }
    if (b < count) {
      const xa = x + <usize>b * xStride, pa = place + <usize>b * outStride;
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
      for (let i: usize = 0; i < width; i += 16) {
        const va = v128.load(xa + i);
        a0 = madd(a0, v128.load(w0 + i), va); a1 = madd(a1, v128.load(w1 + i), va);
        a2 = madd(a2, v128.load(w2 + i), va); a3 = madd(a3, v128.load(w3 + i), va);
      }
      f32.store(pa, sum(a0)); f32.store(pa + 4, sum(a1));
      f32.store(pa + 8, sum(a2)); f32.store(pa + 12, sum(a3));
    }
  }
  for (; row < rows; row++) {
    const w0 = matrix + <usize>row * stride;
    for (let b: i32 = 0; b < count; b++) {
      const xa = x + <usize>b * xStride;
      let total = f32x4.splat(0);
      for (let i: usize = 0; i < width; i += 16) {
        total = madd(total, v128.load(w0 + i), v128.load(xa + i));
      }
      f32.store(out + <usize>b * outStride + ((<usize>row) << 2), sum(total));
    }
  }
}
