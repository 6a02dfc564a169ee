package settings_test

import (
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/settings"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type getter = func(key string) (string, bool)

func set(s *settings.Settings, key, value string) error {
	return s.Update(func(values map[string]string) error {
		values[key] = value
		return nil
	})
}

func TestAbsentIsNotEmpty(t *testing.T) {
	s := settings.New(map[string]string{"empty": ""})

	v, ok := s.Get("empty")
	assert.True(t, ok, "a key with an empty value is there all the same")
	assert.Empty(t, v, "the value of this key is empty")
	_, ok = s.Get("absent")
	assert.False(t, ok, "Get found a key that nobody set")
	s.View(func(get getter) {
		_, ok = get("empty")
		assert.True(t, ok, "inside View: a key with an empty value is there all the same")
		_, ok = get("absent")
		assert.False(t, ok, "inside View: get found a key that nobody set")
	})
}

func TestNoInitialValues(t *testing.T) {
	s := settings.New(nil)

	require.NoError(t, set(s, "log", "info"), "settings that start from a nil map must be usable")
	assert.Equal(t, map[string]string{"log": "info"}, s.Snapshot(), "the only value set is not in the snapshot")
}

func TestInitialMapStaysTheCallers(t *testing.T) {
	mine := map[string]string{"log": "info"}
	s := settings.New(mine)

	kit.Together(
		func() { mine["log"] = "mine" },
		func() { s.Get("log") },
	)

	v, _ := s.Get("log")
	assert.Equal(t, "info", v, "the caller changed the map that it gave to New, and the settings changed with it: copy it")
}

func TestSnapshotIsTheCallers(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	snap := s.Snapshot()

	kit.Together(
		func() { snap["log"] = "mine" },
		func() { s.Get("log") },
	)

	v, _ := s.Get("log")
	assert.Equal(t, "info", v, "changing a snapshot changed the settings: return a copy")
	require.NoError(t, set(s, "log", "debug"), "the update succeeded, but Update says it did not")
	assert.Equal(t, "mine", snap["log"], "an update changed a snapshot that was taken before it")
}

// beside runs an update and a read with nothing that orders the two.
func beside(s *settings.Settings, read func()) {
	kit.Together(func() { _ = set(s, "log", "debug") }, read)
}

func TestGetBesideUpdate(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	beside(s, func() { s.Get("log") })
}

func TestViewBesideUpdate(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	beside(s, func() { s.View(func(get getter) { get("log") }) })
}

func TestSnapshotBesideUpdate(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	beside(s, func() { s.Snapshot() })
}

// Every update must build on the one before.
func TestUpdatesAreNotLost(t *testing.T) {
	s := settings.New(map[string]string{"n": "0"})
	const goroutines, loops = 8, 25

	kit.Hammer(goroutines, loops, func(int, int) {
		_ = s.Update(func(values map[string]string) error {
			n, _ := strconv.Atoi(values["n"])
			values["n"] = strconv.Itoa(n + 1)
			return nil
		})
	})

	got, _ := s.Get("n")
	assert.Equal(t, strconv.Itoa(goroutines*loops), got, "lost updates: two updates ran at the same time, or one did not start from the other's result")
}

// Three updates come, and whoever is inside stays there until all have come.
func TestUpdatesRunOneAtATime(t *testing.T) {
	s := settings.New(map[string]string{"0": "there before"})
	var inside kit.Peak
	var calls atomic.Int32
	leave := kit.NewGate()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			_ = s.Update(func(values map[string]string) error {
				inside.Enter()
				defer inside.Leave()
				values[strconv.Itoa(int(calls.Add(1)))] = "set"
				leave.Wait()
				return nil
			})
		})
	}
	kit.Settle()
	leave.Open()
	wg.Wait()

	assert.Equal(t, 1, inside.Max(), "the functions of two updates were under way at the same time")
	assert.EqualValues(t, 3, calls.Load(), "each of three updates calls its function once")
	assert.Len(t, s.Snapshot(), 4, "one value was there before, and three updates have set one each")
}

// Readers come while an update is inside. When it leaves they are all let in.
func TestAllReadersGetInAfterAnUpdate(t *testing.T) {
	const readers = 4
	s := settings.New(map[string]string{"log": "info"})
	together := kit.NewRendezvous(readers)
	began, leave := kit.NewGate(), kit.NewGate()
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = s.Update(func(map[string]string) error {
			began.Open()
			leave.Wait()
			return nil
		})
	})
	began.Wait()
	for range readers {
		wg.Go(func() {
			s.View(func(getter) { together.Meet() }) // stuck here: the other readers are not let in
		})
	}
	kit.Settle()
	leave.Open()
	wg.Wait()
}

func TestFailedUpdateChangesNothing(t *testing.T) {
	s := settings.New(map[string]string{"keep": "1", "drop": "1"})
	refused := errors.New("refused")

	err := s.Update(func(values map[string]string) error {
		values["keep"] = "2"
		values["new"] = "2"
		delete(values, "drop")
		return refused
	})

	require.ErrorIs(t, err, refused, "Update must return the error of f")
	assert.Equal(t, map[string]string{"keep": "1", "drop": "1"}, s.Snapshot(), "a failed update left some of its changes behind")
	require.NoError(t, set(s, "keep", "3"), "an update after a failed one must work")
}

func TestPanickingUpdateChangesNothing(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})

	assert.PanicsWithValue(t, "boom", func() {
		_ = s.Update(func(values map[string]string) error {
			values["log"] = "debug"
			panic("boom")
		})
	}, "the panic of f must reach the caller of Update")

	v, _ := s.Get("log")
	assert.Equal(t, "info", v, "an update that panicked left a change behind")
	require.NoError(t, set(s, "log", "warn"), "an update after one that panicked must work")
}

// A View that has begun sees nothing of an update that comes meanwhile.
func TestViewSeesOneMoment(t *testing.T) {
	s := settings.New(map[string]string{"user": "old", "password": "old"})
	var update sync.WaitGroup

	s.View(func(get getter) {
		user, _ := get("user")
		update.Go(func() {
			_ = s.Update(func(values map[string]string) error {
				values["user"], values["password"] = "new", "new"
				return nil
			})
		})
		kit.Settle() // the update is done, or waits for this View to end
		password, _ := get("password")
		assert.Equal(t, user, password, "one View saw the user of before an update and the password of after it")
	})
	update.Wait()

	assert.Equal(t, map[string]string{"user": "new", "password": "new"}, s.Snapshot(), "the update that waited for a View is lost")
}

// Readers come so that there is always one inside. The update must get in.
func TestWaitingUpdateGetsIn(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	const readers = 30
	inside := make([]*kit.Gate, readers)
	leave := make([]*kit.Gate, readers)
	for i := range readers {
		inside[i], leave[i] = kit.NewGate(), kit.NewGate()
	}
	var wg sync.WaitGroup
	read := func(i int) {
		wg.Go(func() {
			s.View(func(getter) {
				inside[i].Open()
				leave[i].Wait()
			})
		})
	}

	read(0)
	inside[0].Wait()
	written := kit.NewRendezvous(1)
	wg.Go(func() {
		_ = set(s, "log", "debug")
		written.Meet()
	})
	overtaken := 0
	for i := 1; i < readers; i++ {
		kit.Settle() // whoever can get in by now is in
		read(i)
		kit.Settle()
		leave[i-1].Open()
		inside[i].Wait()
		kit.Settle()
		select {
		case <-written.Met():
		default:
			overtaken++
		}
	}
	leave[readers-1].Open()
	wg.Wait()

	assert.Less(t, overtaken, readers-1, "an update waited while 29 readers that came after it went in: it would wait for ever")
}

// The one inside View reads on while an update waits at the door.
func TestReadOnWhileUpdateWaits(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	var update sync.WaitGroup

	s.View(func(get getter) {
		update.Go(func() { _ = set(s, "log", "debug") })
		kit.Settle()
		v, ok := get("log")
		assert.True(t, ok, "the value is gone while an update waits")
		assert.Equal(t, "info", v, "a View must go on seeing what it saw")
	})
	update.Wait()
}
