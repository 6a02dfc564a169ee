//go:build !linux

package kit

import "runtime"

// pause gives way: elsewhere than on Linux there is nothing better.
func pause() { runtime.Gosched() }
