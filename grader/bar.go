package main

import (
	"os"
	"sync"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long a command is silent before it shows a bar.
const patience = 2 * time.Second

// bar shows on a terminal how far a command is, once it takes long.
type bar struct {
	file  *os.File
	timer *time.Timer

	mu          sync.Mutex
	shown       *progressbar.ProgressBar // nil until it takes long
	done, total int
	what        string
}

// progress begins a bar. Its update and stop may be called at any time.
func (a *app) progress() (update func(done, total int, what string), stop func()) {
	f, ok := a.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	b := &bar{file: f}
	b.timer = time.AfterFunc(patience, b.appear)
	return b.update, b.stop
}

func (b *bar) appear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.timer == nil {
		return // stopped in the same moment
	}
	b.shown = progressbar.NewOptions(max(b.total, 1),
		progressbar.OptionSetWriter(b.file), progressbar.OptionSetWidth(20), progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true), progressbar.OptionShowIts(), progressbar.OptionSetItsString("attempts"), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true))
	b.draw()
}

func (b *bar) update(done, total int, what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done, b.total, b.what = done, total, what
	b.draw()
}

// draw needs b.mu.
func (b *bar) draw() {
	if b.shown == nil || b.total == 0 {
		return
	}
	b.shown.ChangeMax(b.total)
	b.shown.Describe(report.Cut(b.what, 24))
	b.shown.Set(b.done)
}

func (b *bar) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.timer == nil {
		return
	}
	b.timer.Stop()
	b.timer = nil
	if b.shown != nil {
		b.shown.Clear()
	}
}
