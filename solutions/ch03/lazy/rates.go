package lazy

import "sync"

// Rates is a table of exchange rates that is loaded when somebody first asks.
type Rates struct {
	load  func() map[string]float64
	once  sync.Once
	table map[string]float64 // written inside once, read after it
}

// NewRates returns rates that load loads.
func NewRates(load func() map[string]float64) *Rates {
	return &Rates{load: load}
}

// Of returns the rate of a currency, and whether the table has one.
func (r *Rates) Of(currency string) (rate float64, ok bool) {
	// Once looks twice as well: but its flag is atomic, and set after the work.
	r.once.Do(func() { r.table = r.load() })
	rate, ok = r.table[currency]
	return rate, ok
}
