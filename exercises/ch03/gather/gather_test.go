package gather_test

import (
	"context"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/gather"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type page = gather.Page

func TestPagesInOrder(t *testing.T) {
	urls := []string{"/a", "/b", "/c", "/d", "/e"}

	pages, err := gather.FetchAll(t.Context(), urls, 2, func(_ context.Context, url string) (page, error) {
		return page{URL: url}, nil
	})

	require.NoError(t, err, "every page was fetched")
	assert.Equal(t, []page{{URL: "/a"}, {URL: "/b"}, {URL: "/c"}, {URL: "/d"}, {URL: "/e"}}, pages, "page i belongs to URL i")
}

// With a limit of three, the first three fetches wait for each other.
func TestThreeAtOnce(t *testing.T) {
	three := kit.NewRendezvous(3)

	_, err := gather.FetchAll(t.Context(), []string{"/a", "/b", "/c", "/d"}, 3, func(context.Context, string) (page, error) {
		three.Meet()
		return page{}, nil
	})

	assert.NoError(t, err, "every page was fetched")
}
